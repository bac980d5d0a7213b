package org.medspike.imaging.dicom;

import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Samples;

/** Unites the frames of a segmentation by the image that each was drawn on (PS3.3, A.51 and C.8.20). */
final class SegmentationReader {

    private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final String LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7";

    private final DataSet data;
    private final PixelLayout layout;
    private final PixelSource pixels;

    private SegmentationReader(DataSet data, PixelLayout layout, PixelSource pixels) {
        this.data = data;
        this.layout = layout;
        this.pixels = pixels;
    }

    static DicomSegmentation read(DicomFile file) throws IOException {
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
        return new SegmentationReader(data, layout, PixelSource.of(file, layout)).unite();
    }

    private DicomSegmentation unite() throws IOException {
        Rule rule = rule();
        Map<String, BitSet> objects = new LinkedHashMap<>();
        for (int frame = 0; frame < layout.frames(); frame++) {
            BitSet object = object(frame, rule);
            for (String image : images(frame)) {
                BitSet known = objects.get(image);
                if (known == null) {
                    MemoryBudget.require(layout.pixels() / 8L, "the segmentation of " + layout.sizes());
                    known = new BitSet(layout.pixels());
                    objects.put(image, known);
                }
                known.or(object);
            }
        }
        return new DicomSegmentation(layout.rows(), layout.columns(), java.util.Collections.unmodifiableMap(objects));
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

    /** The images that a frame was drawn on. */
    private List<String> images(int frame) throws ImageReadException {
        FrameAttributes attributes = new FrameAttributes(data, frame);
        List<DataSet> sources = attributes.items(Tag.DERIVATION_IMAGE_SEQUENCE).stream()
                .flatMap(derivation -> derivation.items(Tag.SOURCE_IMAGE_SEQUENCE).stream())
                .toList();
        if (sources.isEmpty()) {
            // Without a derivation, one image in all leaves no doubt.
            sources = data.items(Tag.REFERENCED_SERIES_SEQUENCE).stream()
                    .flatMap(series -> series.items(Tag.REFERENCED_INSTANCE_SEQUENCE).stream())
                    .toList();
            if (sources.size() != 1) {
                throw ImageReadException.unsupported(
                        "frame " + (frame + 1) + " of the DICOM segmentation does not say which image it was drawn on");
            }
        }
        for (DataSet source : sources) {
            if (source.decimal(Tag.REFERENCED_FRAME_NUMBER, 0).orElse(1) != 1
                    || source.text(Tag.REFERENCED_FRAME_NUMBER).contains("\\")) {
                throw ImageReadException.unsupported(
                        "the DICOM segmentation was drawn on single frames of a multi-frame"
                                + " image; this version pairs segmentations with images of one frame");
            }
        }
        return sources.stream()
                .map(source -> source.text(Tag.REFERENCED_SOP_INSTANCE_UID))
                .filter(uid -> !uid.isEmpty())
                .distinct()
                .toList();
    }
}
