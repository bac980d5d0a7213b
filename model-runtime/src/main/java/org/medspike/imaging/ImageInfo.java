package org.medspike.imaging;

import java.util.Optional;
import java.util.OptionalDouble;

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
 * @param stated what the header says verbatim, sensible or not
 */
public record ImageInfo(
        String format,
        int width,
        int height,
        int frames,
        Optional<String> encoding,
        Optional<PixelSpacing> spacing,
        Optional<GreyWindow> window,
        Stated stated) {

    /**
     * Words of a header that a frame may have to understand in another way than they are written: a window without width, a
     * slope of zero, a photometric interpretation that a codec has changed.
     *
     * @param photometric interpretation, DICOM's name for it
     * @param slope of the rescale
     * @param intercept of the rescale
     * @param windowCenter of the first window
     * @param windowWidth of the first window
     */
    public record Stated(
            Optional<String> photometric,
            OptionalDouble slope,
            OptionalDouble intercept,
            OptionalDouble windowCenter,
            OptionalDouble windowWidth) {

        /** A header without any of them. */
        public static final Stated NOTHING = new Stated(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** A header that needs no second thought. */
    public ImageInfo(
            String format,
            int width,
            int height,
            int frames,
            Optional<String> encoding,
            Optional<PixelSpacing> spacing,
            Optional<GreyWindow> window) {
        this(format, width, height, frames, encoding, spacing, window, Stated.NOTHING);
    }

    /** A header that says no more than sizes. */
    public ImageInfo(String format, int width, int height, int frames) {
        this(format, width, height, frames, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
