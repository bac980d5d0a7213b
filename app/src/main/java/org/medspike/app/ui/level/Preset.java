package org.medspike.app.ui.level;

import org.medspike.imaging.GreyWindow;

/** Windows for CT, in Hounsfield units, that readers are used to. */
public enum Preset {
    /** Lung tissue. */
    LUNG("Lung", -600, 1500),
    /** Soft tissue of the chest. */
    MEDIASTINUM("Mediastinum", 50, 350),
    /** Bone. */
    BONE("Bone", 400, 1800),
    /** Brain tissue. */
    BRAIN("Brain", 40, 80);

    private final String label;
    private final GreyWindow window;

    Preset(String label, double center, double width) {
        this.label = label;
        this.window = new GreyWindow(center, width, GreyWindow.Shape.LINEAR_EXACT);
    }

    /** For the user. */
    public String label() {
        return label;
    }

    /** The window. */
    public GreyWindow window() {
        return window;
    }
}
