package org.medspike.imaging;

import java.util.Optional;

/**
 * What a file's header says of its images.
 *
 * @param format name of the file format, for instance {@code PNG}
 * @param width columns of the first frame as stored
 * @param height rows, likewise
 * @param frames number of frames (pages, slices)
 * @param encoding DICOM's transfer syntax UID; empty for other formats
 * @param spacing how far apart pixels of the first frame lie, as stored; empty where that is unknown
 * @param window the window that the file itself asks for; empty where it names none, even where one is used by default
 */
public record ImageInfo(
        String format,
        int width,
        int height,
        int frames,
        Optional<String> encoding,
        Optional<PixelSpacing> spacing,
        Optional<GreyWindow> window) {

    /** A header that says no more than sizes. */
    public ImageInfo(String format, int width, int height, int frames) {
        this(format, width, height, frames, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
