package org.medspike.app.ui.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.medspike.app.ui.control.Commands;
import org.medspike.app.workbench.Notice;
import org.medspike.app.workbench.Workbench;

/** What the user is told, above the images, until it is dismissed. */
final class NoticeBar extends HBox {

    private final Label text = new Label();

    NoticeBar(Workbench workbench, Commands commands) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("notice");
        text.setWrapText(true);
        text.setId("notice");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Runnable empty = () -> workbench.noticeProperty().set(Optional.empty());
        Button dismiss = new Button("", new FontIcon(Feather.X));
        dismiss.getStyleClass().add("flat");
        dismiss.setOnAction(event -> empty.run());
        Commands.describe(dismiss, "Dismiss notice", "Hides this notice", "Shortcut+W");
        commands.add("Dismiss notice", "Hides the notice above the images", "Shortcut+W", Feather.X, empty);
        getChildren().addAll(text, dismiss);
        show(workbench.noticeProperty().get());
        workbench.noticeProperty().addListener((property, before, now) -> show(now));
    }

    private void show(Optional<Notice> notice) {
        setVisible(notice.isPresent());
        setManaged(notice.isPresent());
        getStyleClass().removeAll("problem", "information");
        notice.ifPresent(n -> {
            text.setText(n.text());
            getStyleClass().add(n.severity() == Notice.Severity.PROBLEM ? "problem" : "information");
        });
    }
}
