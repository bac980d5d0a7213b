package org.medspike.app.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToolBar;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.feather.Feather;
import org.medspike.app.ui.attention.AttentionView;
import org.medspike.app.ui.attention.AttentionViewModel;
import org.medspike.app.ui.comparison.ComparisonView;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.ui.export.ExportViewModel;
import org.medspike.app.ui.level.LevelView;
import org.medspike.app.ui.level.LevelViewModel;
import org.medspike.app.ui.model.ModelView;
import org.medspike.app.ui.model.ModelViewModel;
import org.medspike.app.ui.overlay.LaidMaskViewModel;
import org.medspike.app.ui.overlay.OverlayView;
import org.medspike.app.ui.overlay.OverlayViewModel;
import org.medspike.app.ui.series.PlaybackViewModel;
import org.medspike.app.ui.series.SeriesView;
import org.medspike.app.ui.series.SeriesViewModel;
import org.medspike.app.ui.series.SliceBar;
import org.medspike.app.ui.viewer.ViewerViewModel;
import org.medspike.app.workbench.OpenImage;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.app.workbench.Workbench;

/** Everything in the window: menus, tool bar, viewer, panels, notices and status. */
final class ShellView extends BorderPane {

    private static final double PANEL_WIDTH = 370;

    private final ShellViewModel shell;

    ShellView(
            ShellViewModel shell,
            Workbench workbench,
            WindowLevel windows,
            ViewerViewModel viewer,
            LevelViewModel level,
            SeriesViewModel series,
            PlaybackViewModel playback,
            OverlayViewModel overlay,
            LaidMaskViewModel laid,
            AttentionViewModel attention,
            ExportViewModel export,
            ModelViewModel model,
            Dialogs dialogs) {
        this.shell = shell;
        getStyleClass().add("shell");
        FileCommands files = new FileCommands(shell, workbench, laid, export, dialogs);
        ViewCommands views = new ViewCommands(shell, viewer);
        Commands stack = new Commands("Series");
        Commands grey = new Commands("Window");
        Commands mask = new Commands("Mask");
        Commands maps = new Commands("Attention");
        Commands help = new Commands("Help");
        SeriesView seriesPanel = new SeriesView(series, stack);
        LevelView levelPanel = new LevelView(level, grey);
        VBox panels = new VBox(
                seriesPanel,
                below(seriesPanel),
                levelPanel,
                below(levelPanel),
                new OverlayView(overlay, laid, mask),
                new Separator(),
                new AttentionView(attention, maps));
        panels.getStyleClass().add("panels");
        Action again = mask.add(
                "Segment image",
                "Runs the model on the open image, once more if need be",
                "Shortcut+R",
                Feather.REFRESH_CW,
                workbench::segmentAgain);
        Commands.disableWhile(again, workbench.imageProperty().map(image -> image.filter(OpenImage::isAsTaken)
                .isEmpty()));
        NoticeBar notice = new NoticeBar(workbench, help);
        Action card = help.add(
                "Model card...",
                "What the model was trained on, how good it is, and its limits",
                "Shortcut+M",
                Feather.INFO,
                () -> workbench.cardProperty().get().ifPresent(dialogs::showCard));
        Commands.disableWhile(card, workbench.cardProperty().map(Optional::isEmpty));
        List<Commands> all = List.of(files.menu, views.menu, stack, grey, mask, maps, help);
        help.add("Keys...", "All keys of the program", "F1", Feather.HELP_CIRCLE, () -> dialogs.showKeys(all));

        ScrollPane side = new ScrollPane(panels);
        side.setFitToWidth(true);
        side.setPrefWidth(PANEL_WIDTH);
        side.setMinWidth(PANEL_WIDTH);
        ComparisonView panes = new ComparisonView(windows, viewer, level, overlay, laid, attention);
        VBox.setVgrow(panes, Priority.ALWAYS);
        SplitPane split = new SplitPane(new VBox(notice, panes, new SliceBar(series, playback, stack)), side);
        SplitPane.setResizableWithParent(side, false);
        split.setDividerPositions(0.73);
        setTop(new VBox(menus(all), toolBar(files, views, model, again, card)));
        setCenter(split);
        setBottom(new Status(shell, viewer));
        setOnDragOver(ShellView::draggedOver);
        setOnDragDropped(this::dropped);
    }

    /** A line under a panel, there while the panel is. */
    private static Separator below(Node panel) {
        Separator line = new Separator();
        line.visibleProperty().bind(panel.visibleProperty());
        line.managedProperty().bind(panel.visibleProperty());
        return line;
    }

    private MenuBar menus(List<Commands> all) {
        MenuBar bar = new MenuBar();
        all.forEach(commands -> bar.getMenus().add(commands.menu()));
        Menu recent = new Menu("Open recent");
        refill(recent);
        shell.recent().addListener((ListChangeListener<Path>) change -> refill(recent));
        bar.getMenus().get(0).getItems().add(1, recent);
        return bar;
    }

    private void refill(Menu recent) {
        recent.getItems().clear();
        for (Path file : shell.recent()) {
            MenuItem item = new MenuItem(file.getFileName() + "   " + file.getParent());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> shell.open(file));
            recent.getItems().add(item);
        }
        recent.setDisable(recent.getItems().isEmpty());
    }

    private ToolBar toolBar(FileCommands files, ViewCommands views, ModelViewModel model, Action again, Action card) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ToolBar bar = new ToolBar();
        addButtons(bar, files.open, files.folder, files.sample, again);
        bar.getItems().add(new Separator(Orientation.VERTICAL));
        addButtons(bar, views.fit, views.actual, views.in, views.out, views.sideBySide);
        bar.getItems().add(new Separator(Orientation.VERTICAL));
        addButtons(bar, files.mask, files.overlay, files.maps);
        bar.getItems().addAll(gap, new ModelView(model));
        addButtons(bar, card, views.dark);
        return bar;
    }

    private static void addButtons(ToolBar bar, Action... actions) {
        for (Action action : actions) {
            bar.getItems().add(Commands.iconButton(action));
        }
    }

    private static void draggedOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles()) {
            shell.dropped(board.getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(board.hasFiles());
        event.consume();
    }
}
