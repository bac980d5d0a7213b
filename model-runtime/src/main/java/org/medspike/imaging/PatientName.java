package org.medspike.imaging;

/**
 * The name of a patient, which identifies a person.
 *
 * <p>It is shown where the user asks for it and nowhere else; in logs, messages and wherever else an object is turned into
 * text by accident, there is nothing to read.
 */
public final class PatientName {

    private final String text;

    /** A name as the file has it; blank where it has none. */
    public PatientName(String text) {
        this.text = text.strip();
    }

    /** Whether the file has a name. */
    public boolean isPresent() {
        return !text.isEmpty();
    }

    /** The name for the user's eyes: family name, given names and so on, which DICOM parts by carets (PS3.5, 6.2.1). */
    public String reveal() {
        return text.replaceAll("=.*", "").replaceAll("\\^+", " ").strip();
    }

    /** The name as the file has it, in all the scripts in which it is written; for the user's eyes too. */
    public String revealAll() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatientName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PatientName[hidden]";
    }
}
