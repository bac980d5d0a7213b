package org.medspike.imaging.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Samples;
import org.medspike.imaging.dicom.write.Attribute;

/** Reads the frames of a segmentation, and unites them by the image that each was drawn on (PS3.3, A.51 and C.8.20). */
final class SegmentationReader {

    private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final int MOST_REFERENCES = 10_000;
    private static final String LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7";

    private final DataSet data;
    private final PixelLayout layout;
    private final PixelSource pixels;

    private SegmentationReader(DataSet data, PixelLayout layout, PixelSource pixels) {
        this.data = data;
        this.layout = layout;
        this.pixels = pixels;
    }

    static SegmentationFrames frames(DicomFile file) throws IOException {
        return of(file).frames();
    }

    static DicomSegmentation read(DicomFile file) throws IOException {
        return unite(of(file).frames());
    }

    private static SegmentationReader of(DicomFile file) throws IOException {
        DataSet data = file.data();
        String kind = data.text(Tag.SOP_CLASS_UID);
        if (!kind.equals(SEGMENTATION) && !kind.equals(LABEL_MAP)) {
            throw ImageReadException.unsupported("the DICOM file is no segmentation (SEG)");
        }
        file.syntax().requireDecodable();
        if (!data.has(Tag.PIXEL_DATA)) {
            throw ImageReadException.broken("the DICOM segmentation has no pixel data");
        }
        PixelLayout layout = PixelLayout.of(data, file.syntax());
        if (layout.samples() != 1) {
            throw ImageReadException.broken("the DICOM segmentation has " + layout.samples() + " samples a pixel");
        }
        return new SegmentationReader(data, layout, PixelSource.of(file, layout));
    }

    private SegmentationFrames frames() throws IOException {
        Rule rule = rule();
        List<SegmentationFrames.Drawn> frames = new ArrayList<>();
        for (int frame = 0; frame < layout.frames(); frame++) {
            MemoryBudget.require(layout.pixels() / 8L, "the segmentation of " + layout.sizes());
            FrameAttributes attributes = new FrameAttributes(data, frame);
            frames.add(new SegmentationFrames.Drawn(images(attributes), attributes.placement(), object(frame, rule)));
        }
        return new SegmentationFrames(
                layout.rows(),
                layout.columns(),
                data.text(Attribute.FRAME_OF_REFERENCE_UID.tag()),
                data.items(Tag.REFERENCED_SERIES_SEQUENCE).stream()
                        .map(series -> series.text(Attribute.SERIES_INSTANCE_UID.tag()))
                        .toList(),
                List.copyOf(frames));
    }

    /** All segments of an image together. */
    private static DicomSegmentation unite(SegmentationFrames drawn) throws ImageReadException {
        Map<String, BitSet> objects = new LinkedHashMap<>();
        for (int i = 0; i < drawn.frames().size(); i++) {
            SegmentationFrames.Drawn frame = drawn.frames().get(i);
            if (frame.images().isEmpty()) {
                throw ImageReadException.unsupported(
                        "frame " + (i + 1) + " of the DICOM segmentation does not say which image it was drawn on");
            }
            for (SegmentationFrames.ImageFrame image : frame.images()) {
                if (image.number() > 1) {
                    throw ImageReadException.unsupported(
                            "the DICOM segmentation was drawn on single frames of a multi-frame"
                                    + " image; this version pairs segmentations with images of one frame");
                }
                objects.computeIfAbsent(image.sopInstanceUid(), uid -> new BitSet())
                        .or(frame.object());
            }
        }
        return new DicomSegmentation(drawn.rows(), drawn.columns(), Collections.unmodifiableMap(objects));
    }

    private BitSet object(int frame, Rule rule) throws IOException {
        Samples samples = pixels.read(frame);
        BitSet object = new BitSet(layout.pixels());
        for (int i = 0; i < samples.length(); i++) {
            if (rule.isObject(samples.get(i))) {
                object.set(i);
            }
        }
        return object;
    }

    /** Which values are part of an object. */
    @FunctionalInterface
    private interface Rule {
        boolean isObject(int value);
    }

    private Rule rule() throws ImageReadException {
        int most = data.unsigned(Tag.MAXIMUM_FRACTIONAL_VALUE).orElse(layout.bitsStored() < 16 ? 255 : 65535);
        int padding = data.unsigned(Tag.PIXEL_PADDING_VALUE).orElse(0);
        String type = data.text(Tag.SEGMENTATION_TYPE);
        return switch (type) {
            case "BINARY" -> value -> value != 0;
            case "FRACTIONAL" -> value -> value > 0 && 2 * value >= most;
            case "LABELMAP" -> value -> value != 0 && value != padding;
            default ->
                throw ImageReadException.broken("the DICOM segmentation is neither BINARY nor FRACTIONAL nor LABELMAP");
        };
    }

    /** The images that a frame was drawn on; without a derivation, one image in all leaves no doubt. */
    private List<SegmentationFrames.ImageFrame> images(FrameAttributes attributes) {
        List<DataSet> sources = attributes.items(Tag.DERIVATION_IMAGE_SEQUENCE).stream()
                .flatMap(derivation -> derivation.items(Tag.SOURCE_IMAGE_SEQUENCE).stream())
                .toList();
        if (sources.isEmpty()) {
            sources = data.items(Tag.REFERENCED_SERIES_SEQUENCE).stream()
                    .flatMap(series -> series.items(Tag.REFERENCED_INSTANCE_SEQUENCE).stream())
                    .toList();
            if (sources.size() != 1) {
                return List.of();
            }
        }
        return sources.stream()
                .flatMap(source -> numbers(source)
                        .mapToObj(number -> new SegmentationFrames.ImageFrame(
                                source.text(Tag.REFERENCED_SOP_INSTANCE_UID), number)))
                .filter(image -> !image.sopInstanceUid().isEmpty())
                .distinct()
                .toList();
    }

    private static IntStream numbers(DataSet source) {
        int[] numbers = IntStream.range(0, MOST_REFERENCES)
                .mapToObj(i -> source.decimal(Tag.REFERENCED_FRAME_NUMBER, i))
                .takeWhile(OptionalDouble::isPresent)
                .mapToInt(number -> (int) number.getAsDouble())
                .toArray();
        return numbers.length == 0 ? IntStream.of(0) : IntStream.of(numbers);
    }
}
