package org.medspike.app.workbench;

/**
 * Something the user is told in the window.
 *
 * @param severity how bad it is
 * @param text a sentence: what happened, to which file, what was kept, what to do
 */
public record Notice(Severity severity, String text) {

    /** How bad something is. */
    public enum Severity {
        /** Good news. */
        INFORMATION,
        /** Something did not work; nothing is lost. */
        PROBLEM
    }

    /** Good news. */
    public static Notice information(String text) {
        return new Notice(Severity.INFORMATION, text);
    }

    /** Something did not work. */
    public static Notice problem(String text) {
        return new Notice(Severity.PROBLEM, text);
    }
}
