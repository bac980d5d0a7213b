package org.medspike.app.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.medspike.app.AppFolders;
import org.medspike.app.EngineChoice;
import org.medspike.app.job.JobRunner;
import org.medspike.app.job.LatestOnly;
import org.medspike.app.job.NewestNext;
import org.medspike.app.session.PreferenceStore;
import org.medspike.app.ui.attention.AttentionViewModel;
import org.medspike.app.ui.export.ExportViewModel;
import org.medspike.app.ui.level.LevelViewModel;
import org.medspike.app.ui.model.ModelViewModel;
import org.medspike.app.ui.overlay.LaidMaskViewModel;
import org.medspike.app.ui.overlay.OverlayViewModel;
import org.medspike.app.ui.series.PlaybackViewModel;
import org.medspike.app.ui.series.SeriesViewModel;
import org.medspike.app.ui.series.TimelineTicker;
import org.medspike.app.ui.viewer.ViewerViewModel;
import org.medspike.app.workbench.ActiveModel;
import org.medspike.app.workbench.MaskDesk;
import org.medspike.app.workbench.SeriesDesk;
import org.medspike.app.workbench.SeriesSegmentation;
import org.medspike.app.workbench.WindowLevel;
import org.medspike.app.workbench.Workbench;

/**
 * One window with all that belongs to it. Made and closed on the FX thread; owns the model's native memory and the threads
 * of its jobs.
 */
public final class Workstation implements AutoCloseable {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    /** Share of the screen that a new window takes at most; the rest is for its frame and the system's bars. */
    private static final double SHARE_OF_SCREEN = 0.94;

    private final PreferenceStore preferences;
    private final JobRunner jobs;
    private final LatestOnly follower;
    private final LatestOnly measurer;
    private final LatestOnly outliner;
    private final NewestNext painter;
    private final ActiveModel model;
    private final Workbench workbench;
    private final WindowLevel windows;
    private final SeriesDesk desk;
    private final SeriesViewModel series;
    private final PlaybackViewModel playback;
    private final LevelViewModel level;
    private final ShellViewModel shell;
    private final OverlayViewModel overlay;
    private final LaidMaskViewModel laid;
    private final AttentionViewModel attention;
    private final ViewerViewModel viewer;
    private final ModelViewModel models;

    /**
     * Fills a window and shows it.
     *
     * @param stage empty
     * @param folders of program and user
     * @param dialogs for questions to the user
     */
    public Workstation(Stage stage, AppFolders folders, Dialogs dialogs) {
        Executor fx = Platform::runLater;
        preferences = new PreferenceStore(folders.home().resolve("preferences.json"));
        jobs = new JobRunner(fx);
        follower = new LatestOnly(fx);
        model = new ActiveModel(folders.library(), EngineChoice.preferred().create());
        measurer = new LatestOnly(fx);
        painter = new NewestNext(fx, "grey-window");
        workbench = new Workbench(jobs, model);
        windows = new WindowLevel(workbench, painter, preferences);
        desk = new SeriesDesk(workbench, windows, jobs, preferences, fx);
        viewer = new ViewerViewModel(workbench, desk);
        level = new LevelViewModel(workbench, windows);
        overlay = new OverlayViewModel(workbench, follower, preferences);
        series = new SeriesViewModel(
                workbench,
                desk,
                new SeriesSegmentation(workbench, desk, jobs, model, fx),
                measurer,
                overlay.thresholdProperty());
        playback = new PlaybackViewModel(desk, new TimelineTicker());
        outliner = new LatestOnly(fx);
        laid = new LaidMaskViewModel(workbench, new MaskDesk(workbench, desk, jobs), outliner);
        attention = new AttentionViewModel(workbench);
        shell = new ShellViewModel(workbench, desk, jobs, preferences);
        models = new ModelViewModel(workbench, model, jobs);
        ExportViewModel export = new ExportViewModel(workbench, windows, overlay, attention, jobs);
        ShellView view = new ShellView(
                shell, workbench, windows, viewer, level, series, playback, overlay, laid, attention, export, models,
                dialogs);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(
                view,
                Math.min(WIDTH, screen.getWidth() * SHARE_OF_SCREEN),
                Math.min(HEIGHT, screen.getHeight() * SHARE_OF_SCREEN));
        scene.getStylesheets()
                .add(Workstation.class.getResource("workstation.css").toExternalForm());
        shell.darkProperty().addListener((property, before, now) -> theme(now));
        theme(shell.darkProperty().get());
        stage.titleProperty().bind(shell.title());
        stage.getIcons().add(new Image(Workstation.class.getResourceAsStream("icon.png")));
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        stage.setScene(scene);
        stage.show();
    }

    private static void theme(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** The state behind the window. */
    public Workbench workbench() {
        return workbench;
    }

    /** The window as a whole. */
    public ShellViewModel shell() {
        return shell;
    }

    /** The mask over the image. */
    public OverlayViewModel overlay() {
        return overlay;
    }

    /** The mask from a file. */
    public LaidMaskViewModel laid() {
        return laid;
    }

    /** The maps. */
    public AttentionViewModel attention() {
        return attention;
    }

    /** What the panes show. */
    public ViewerViewModel viewer() {
        return viewer;
    }

    /** What lies open, and which of its images is looked at. */
    public SeriesDesk desk() {
        return desk;
    }

    /** The window of grey images, and what is painted. */
    public WindowLevel windows() {
        return windows;
    }

    /** What is told of the open series. */
    public SeriesViewModel series() {
        return series;
    }

    /** Which model works. */
    public ModelViewModel models() {
        return models;
    }

    /** What plays. */
    public PlaybackViewModel playback() {
        return playback;
    }

    /** The grey window. */
    public LevelViewModel level() {
        return level;
    }

    @Override
    public void close() {
        playback.playingProperty().set(false);
        jobs.close();
        desk.close();
        painter.close();
        measurer.close();
        outliner.close();
        follower.close();
        model.close();
        preferences.close();
    }
}
