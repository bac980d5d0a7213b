package org.medspike.export.dicomseg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.medspike.export.FrameStack;
import org.medspike.export.UnwritableException;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.imaging.dicom.write.DicomObjectFile;
import org.medspike.storage.AtomicFile;

/**
 * Writes what was found in the frames of one series as a segmentation object.
 *
 * <p>Frames without an object are left out, but for the first one where there is none in any. They are put in the order in which
 * they lie along the normal, where that is known. Immutable.
 */
public final class SegmentationFile {

    private static final long MOST_PIXEL_BYTES = 0xffff_fffcL;

    private final SegmentTerms terms;
    private final SegmentationAlgorithm algorithm;
    private final UnaryOperator<DicomObject> identity;

    /**
     * A way of writing.
     *
     * @param terms what is segmented
     * @param algorithm what segmented it
     * @param identity what becomes of an object before it is written, for instance {@link BasicProfile}
     */
    public SegmentationFile(SegmentTerms terms, SegmentationAlgorithm algorithm, UnaryOperator<DicomObject> identity) {
        this.terms = terms;
        this.algorithm = algorithm;
        this.identity = identity;
    }

    /**
     * Writes or replaces a BINARY segmentation of the masks.
     *
     * @param frames of one series and one size, at least one
     * @throws UnwritableException if the images cannot be referred to
     * @throws IOException if it could not be written; then nothing has changed
     */
    public void writeBinary(Path file, List<SegmentedFrame> frames) throws IOException {
        List<SegmentedFrame> kept = kept(frames, frame -> !frame.result().mask().isEmpty());
        DicomObject object =
                new SegmentationObject(terms, algorithm, SegmentationKind.BINARY).of(kept, between(frames));
        write(file, object, (pixels(kept) + 7) / 8, out -> {
            BitPacking bits = new BitPacking(out);
            for (SegmentedFrame frame : kept) {
                bits.add(frame.result().mask());
            }
            bits.finish();
        });
    }

    /**
     * Writes or replaces a FRACTIONAL segmentation of the probabilities, in steps of 1/255.
     *
     * @param frames as above, each with a probability
     * @throws UnwritableException if the images cannot be referred to
     * @throws IOException if it could not be written; then nothing has changed
     */
    public void writeFractional(Path file, List<SegmentedFrame> frames) throws IOException {
        List<SegmentedFrame> kept = kept(frames, frame -> frame.result().hasProbability());
        DicomObject object =
                new SegmentationObject(terms, algorithm, SegmentationKind.FRACTIONAL).of(kept, between(frames));
        write(file, object, pixels(kept), out -> {
            for (SegmentedFrame frame : kept) {
                out.write(frame.result().probabilityBytes());
            }
        });
    }

    private static List<SegmentedFrame> kept(List<SegmentedFrame> frames, Predicate<SegmentedFrame> wanted) {
        List<SegmentedFrame> sorted = sorted(frames);
        List<SegmentedFrame> kept = sorted.stream().filter(wanted).toList();
        return kept.isEmpty() ? sorted.subList(0, 1) : kept;
    }

    private static List<SegmentedFrame> sorted(List<SegmentedFrame> frames) {
        Optional<Placement> any = frames.get(0).placement();
        if (any.isEmpty() || frames.stream().anyMatch(frame -> frame.placement().isEmpty())) {
            return frames;
        }
        return frames.stream()
                .sorted(Comparator.comparingDouble(frame ->
                        frame.placement().orElseThrow().origin().dot(any.get().normal())))
                .toList();
    }

    private static long pixels(List<SegmentedFrame> frames) {
        return (long) frames.size()
                * frames.get(0).source().rows()
                * frames.get(0).source().columns();
    }

    /** From plane to plane along the normal; empty where that is not the same throughout. */
    private static OptionalDouble between(List<SegmentedFrame> frames) {
        List<Placement> placements = frames.stream()
                .map(SegmentedFrame::placement)
                .flatMap(Optional::stream)
                .toList();
        if (frames.size() < 2 || placements.size() < frames.size()) {
            return OptionalDouble.empty();
        }
        try {
            FrameStack stack = FrameStack.of(placements, 1);
            return OptionalDouble.of(stack.step().dot(stack.first().normal()));
        } catch (UnwritableException e) {
            return OptionalDouble.empty();
        }
    }

    private void write(Path file, DicomObject object, long pixelBytes, DicomObjectFile.Pixels pixels)
            throws IOException {
        if (pixelBytes > MOST_PIXEL_BYTES) {
            throw new UnwritableException("its frames are more than one DICOM object can hold");
        }
        DicomObject written = identity.apply(object);
        AtomicFile.write(file, out -> DicomObjectFile.write(out, written, pixelBytes, pixels));
    }
}
