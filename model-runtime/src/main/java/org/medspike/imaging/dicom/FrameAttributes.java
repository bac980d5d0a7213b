package org.medspike.imaging.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.LookupTable;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * What is said of one frame: by the data set itself, by the frame's functional groups, or by those that all share
 * (PS3.3, C.7.6.16), in this order.
 */
final class FrameAttributes {

    private final DataSet root;
    private final Optional<DataSet> own;
    private final Optional<DataSet> shared;

    FrameAttributes(DataSet root, int frame) {
        this.root = root;
        List<DataSet> perFrame = root.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        this.own = frame < perFrame.size() ? Optional.of(perFrame.get(frame)) : Optional.empty();
        this.shared = root.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream().findFirst();
    }

    /** The data set that has an attribute, looked for in a macro of the functional groups too. */
    private Optional<DataSet> with(int tag, int macro) {
        if (root.has(tag)) {
            return Optional.of(root);
        }
        return items(macro).stream().filter(item -> item.has(tag)).findFirst();
    }

    /** Items of a macro of the frame's functional groups, else of the shared ones. */
    List<DataSet> items(int macro) {
        List<DataSet> items = own.map(group -> group.items(macro)).orElse(List.of());
        return items.isEmpty() ? shared.map(group -> group.items(macro)).orElse(List.of()) : items;
    }

    /** Calibrated spacing; the spacing at a detector ({@code Imager Pixel Spacing}) is none of the patient. */
    Optional<PixelSpacing> spacing() {
        Optional<DataSet> set = with(Tag.PIXEL_SPACING, Tag.PIXEL_MEASURES_SEQUENCE);
        OptionalDouble row = decimal(set, Tag.PIXEL_SPACING, 0);
        OptionalDouble column = decimal(set, Tag.PIXEL_SPACING, 1);
        return row.isPresent() && column.isPresent()
                ? PixelSpacing.ofMm(row.getAsDouble(), column.getAsDouble())
                : Optional.empty();
    }

    /** Position and orientation in the patient; empty where one is missing or makes no sense. */
    Optional<Placement> placement() {
        Optional<DataSet> position = with(Tag.IMAGE_POSITION_PATIENT, Tag.PLANE_POSITION_SEQUENCE);
        Optional<DataSet> orientation = with(Tag.IMAGE_ORIENTATION_PATIENT, Tag.PLANE_ORIENTATION_SEQUENCE);
        Optional<Vector3> origin = vector(position, Tag.IMAGE_POSITION_PATIENT, 0);
        Optional<Vector3> alongRow = vector(orientation, Tag.IMAGE_ORIENTATION_PATIENT, 0);
        Optional<Vector3> alongColumn = vector(orientation, Tag.IMAGE_ORIENTATION_PATIENT, 3);
        return origin.isPresent() && alongRow.isPresent() && alongColumn.isPresent()
                ? spacing().flatMap(s -> Placement.of(origin.get(), alongRow.get(), alongColumn.get(), s))
                : Optional.empty();
    }

    private static Optional<Vector3> vector(Optional<DataSet> set, int tag, int first) {
        OptionalDouble x = decimal(set, tag, first);
        OptionalDouble y = decimal(set, tag, first + 1);
        OptionalDouble z = decimal(set, tag, first + 2);
        return x.isPresent() && y.isPresent() && z.isPresent()
                ? Optional.of(new Vector3(x.getAsDouble(), y.getAsDouble(), z.getAsDouble()))
                : Optional.empty();
    }

    /** The window that the file asks for, the first of several; one of impossible width counts as none. */
    Optional<GreyWindow> window() {
        Optional<DataSet> set = with(Tag.WINDOW_CENTER, Tag.FRAME_VOI_LUT_SEQUENCE);
        OptionalDouble center = decimal(set, Tag.WINDOW_CENTER, 0);
        OptionalDouble width = decimal(set, Tag.WINDOW_WIDTH, 0);
        if (center.isEmpty() || width.isEmpty()) {
            return Optional.empty();
        }
        GreyWindow.Shape shape = GreyWindow.Shape.named(
                set.map(s -> s.text(Tag.VOI_LUT_FUNCTION)).orElse(""));
        return GreyWindow.of(center.getAsDouble(), width.getAsDouble(), shape);
    }

    /** What the header says verbatim. */
    ImageInfo.Stated stated() {
        Optional<DataSet> voi = with(Tag.WINDOW_CENTER, Tag.FRAME_VOI_LUT_SEQUENCE);
        Optional<DataSet> rescale = rescale();
        return new ImageInfo.Stated(
                Optional.of(root.text(Tag.PHOTOMETRIC_INTERPRETATION)).filter(name -> name.matches("[A-Z0-9_ ]{1,16}")),
                decimal(rescale, Tag.RESCALE_SLOPE, 0),
                decimal(rescale, Tag.RESCALE_INTERCEPT, 0),
                decimal(voi, Tag.WINDOW_CENTER, 0),
                decimal(voi, Tag.WINDOW_WIDTH, 0));
    }

    private Optional<DataSet> rescale() {
        return with(Tag.RESCALE_INTERCEPT, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
    }

    /**
     * The rescale and the window to show with: the file's own, a window before a table, else the lung window for CT in
     * Hounsfield units, else none.
     *
     * @param signed whether stored values may be below zero
     */
    GreyScale greyScale(boolean signed) {
        Optional<LookupTable> measures = root.items(Tag.MODALITY_LUT_SEQUENCE).stream()
                .findFirst()
                .flatMap(item -> LookupTables.table(item, signed));
        Optional<DataSet> rescale = rescale();
        double slope = decimal(rescale, Tag.RESCALE_SLOPE, 0).orElse(1);
        double intercept = decimal(rescale, Tag.RESCALE_INTERCEPT, 0).orElse(0);
        boolean line = GreyScale.isLine(slope, intercept);
        boolean below = measures.isEmpty() && (signed || line && intercept < 0);
        Optional<LookupTable> brightness = voiTable(below);
        Optional<GreyWindow> window = window();
        if (window.isEmpty()
                && brightness.isEmpty()
                && line
                && rescale.filter(this::isHounsfield).isPresent()) {
            window = Optional.of(GreyWindow.LUNG);
        }
        return new GreyScale(line ? slope : 1, line ? intercept : 0, window, measures, brightness);
    }

    private Optional<LookupTable> voiTable(boolean signed) {
        return with(Tag.VOI_LUT_SEQUENCE, Tag.FRAME_VOI_LUT_SEQUENCE)
                .flatMap(set -> set.items(Tag.VOI_LUT_SEQUENCE).stream().findFirst())
                .flatMap(item -> LookupTables.table(item, signed));
    }

    private boolean isHounsfield(DataSet rescale) {
        String type = rescale.text(Tag.RESCALE_TYPE);
        return root.text(Tag.MODALITY).equals("CT") && (type.isEmpty() || type.equals("HU"));
    }

    private static OptionalDouble decimal(Optional<DataSet> set, int tag, int index) {
        return set.map(s -> s.decimal(tag, index)).orElse(OptionalDouble.empty());
    }
}
