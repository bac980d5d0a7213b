package org.medspike.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.controlsfx.control.action.Action;
import org.controlsfx.control.action.ActionUtils;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The commands of one menu. Each has a text, an explanation and a key, and looks the same in the menu and as a button; the
 * menu makes the key work everywhere in the window.
 */
public final class Commands {

    private static final String SWITCH = "switch";
    private static final String ICON = "icon";

    private final String name;
    private final List<Action> actions = new ArrayList<>();

    /** A menu without commands. */
    public Commands(String name) {
        this.name = name;
    }

    /**
     * A command that does something.
     *
     * @param text as in the menu
     * @param explanation for the tooltip
     * @param key for instance {@code Shortcut+O}
     */
    public Action add(String text, String explanation, String key, Ikon icon, Runnable run) {
        return register(new Action(text, event -> run.run()), explanation, key, icon);
    }

    /** A command that switches something on and off. */
    public Action addSwitch(String text, String explanation, String key, Ikon icon, BooleanProperty state) {
        Action action = new Action(text, event -> {});
        action.selectedProperty().bindBidirectional(state);
        action.getProperties().put(SWITCH, Boolean.TRUE);
        return register(action, explanation, key, icon);
    }

    /**
     * A command that moves a value between 0 and 1 by a step, in whole hundredths.
     *
     * @param by the step; negative to lower
     */
    public void addStep(String text, String explanation, String key, DoubleProperty value, double by) {
        add(
                text,
                explanation,
                key,
                by < 0 ? Feather.MINUS : Feather.PLUS,
                () -> value.set(Math.max(0, Math.min(1, Math.round((value.get() + by) * 100) / 100.0))));
    }

    private Action register(Action action, String explanation, String key, Ikon icon) {
        action.setLongText(explanation);
        action.setAccelerator(KeyCombination.valueOf(key));
        action.getProperties().put(ICON, icon);
        actions.add(action);
        return action;
    }

    /** The commands, in the order in which they were added. */
    public List<Action> all() {
        return List.copyOf(actions);
    }

    /** The menu with all commands. */
    public Menu menu() {
        Menu menu = new Menu(name);
        actions.forEach(action -> menu.getItems().add(menuItem(action)));
        return menu;
    }

    /** Makes a command unusable while a value is true. */
    public static void disableWhile(Action action, ObservableValue<Boolean> unusable) {
        action.disabledProperty().bind(unusable);
    }

    private static boolean isSwitch(Action action) {
        return action.getProperties().containsKey(SWITCH);
    }

    private static MenuItem menuItem(Action action) {
        if (!isSwitch(action)) {
            return ActionUtils.createMenuItem(action);
        }
        CheckMenuItem item = new CheckMenuItem(action.getText());
        item.setAccelerator(action.getAccelerator());
        item.selectedProperty().bindBidirectional(action.selectedProperty());
        item.disableProperty().bind(action.disabledProperty());
        return item;
    }

    /** A button with the command's icon alone; its name and key are in the tooltip. */
    public static ButtonBase iconButton(Action action) {
        ButtonBase button = isSwitch(action) ? toggle(action) : push(action);
        button.disableProperty().bind(action.disabledProperty());
        button.setGraphic(new FontIcon((Ikon) action.getProperties().get(ICON)));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        describe(
                button,
                action.getText(),
                action.getLongText(),
                action.getAccelerator().getDisplayText());
        return button;
    }

    private static Button push(Action action) {
        Button button = new Button(action.getText());
        button.setOnAction(action);
        return button;
    }

    private static ToggleButton toggle(Action action) {
        ToggleButton button = new ToggleButton(action.getText());
        button.selectedProperty().bindBidirectional(action.selectedProperty());
        return button;
    }

    /**
     * Gives a control its name for screen readers and a tooltip that ends in its keys.
     *
     * @param keys for instance {@code "U and D"}
     */
    public static void describe(Control control, String name, String explanation, String keys) {
        control.setAccessibleText(name);
        control.setAccessibleHelp(explanation);
        control.setTooltip(new Tooltip(name + ": " + explanation + " (" + keys + ")"));
    }
}
