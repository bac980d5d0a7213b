package org.medspike.modality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;

/**
 * Fits {@code looks.json} on the training and validation part of the data sets and tells how often it errs on a quarter
 * of them that is held out. Arguments: the folder of the data sets, the file to write.
 */
final class ModalityFitting {

    private static final Map<Modality, String> FOLDERS = new EnumMap<>(Map.of(
            Modality.DERMOSCOPY, "isic2018",
            Modality.ENDOSCOPY, "kvasir",
            Modality.ULTRASOUND, "busi",
            Modality.MICROSCOPY, "monuseg",
            Modality.CT, "covid19"));
    private static final int STEPS = 3000;
    private static final double RATE = 0.5;
    private static final double DECAY = 1e-3;

    private record Picture(Modality modality, double[] traits) {}

    private ModalityFitting() {}

    public static void main(String[] arguments) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (Map.Entry<Modality, String> folder : FOLDERS.entrySet()) {
            Path images = Path.of(arguments[0]).resolve(folder.getValue()).resolve("images");
            for (Path file : ImageFiles.search(images)) {
                Frame upright = new ImageFiles().readFirst(file).upright();
                pictures.add(new Picture(folder.getKey(), Traits.of(upright)));
                if (folder.getKey() == Modality.CT) {
                    // The set's slices are cropped to the lungs; whole ones have air around.
                    pictures.add(new Picture(Modality.CT, Traits.of(withAir(upright, 1.3))));
                    pictures.add(new Picture(Modality.CT, Traits.of(withAir(upright, 1.6))));
                }
            }
        }
        java.util.Collections.shuffle(pictures, new Random(41));
        List<Picture> held = pictures.subList(0, pictures.size() / 4);
        LooksClassifier tried = fit(pictures.subList(held.size(), pictures.size()));
        for (Modality modality : Modality.values()) {
            List<Picture> of =
                    held.stream().filter(p -> p.modality() == modality).toList();
            long right =
                    of.stream().filter(p -> likeliest(tried, p) == modality).count();
            long sure = of.stream()
                    .filter(p -> tried.probabilities(p.traits()).get(modality) >= 0.6)
                    .count();
            System.out.println(modality + ": " + right + " right, " + sure + " sure of " + of.size() + " held out");
        }
        Files.write(Path.of(arguments[1]), fit(pictures).write());
    }

    /** A grey image in the middle of a larger black one. */
    private static Frame withAir(Frame image, double factor) {
        int width = (int) (image.width() * factor);
        int height = (int) (image.height() * factor);
        byte[] samples = new byte[width * height];
        int left = (width - image.width()) / 2;
        int top = (height - image.height()) / 2;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                samples[(top + y) * width + left + x] = (byte) image.sample(x, y, 0);
            }
        }
        return new Frame(width, height, Photometric.MONOCHROME2, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));
    }

    private static Modality likeliest(LooksClassifier classifier, Picture picture) {
        return classifier.probabilities(picture.traits()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Gradient descent; each modality counts alike, however many pictures it has. */
    private static LooksClassifier fit(List<Picture> pictures) {
        int n = Traits.COUNT;
        double[] mean = new double[n];
        double[] scale = new double[n];
        for (Picture p : pictures) {
            for (int i = 0; i < n; i++) {
                mean[i] += p.traits()[i] / pictures.size();
            }
        }
        for (Picture p : pictures) {
            for (int i = 0; i < n; i++) {
                scale[i] += Math.pow(p.traits()[i] - mean[i], 2) / pictures.size();
            }
        }
        for (int i = 0; i < n; i++) {
            scale[i] = Math.sqrt(scale[i]) + 1e-6;
        }
        Map<Modality, double[]> weights = new EnumMap<>(Modality.class);
        Map<Modality, Long> counts = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            weights.put(modality, new double[n + 1]);
            counts.put(
                    modality,
                    pictures.stream().filter(p -> p.modality() == modality).count());
        }
        LooksClassifier classifier = new LooksClassifier(
                "softmax regression on " + pictures.size() + " images of five data sets, modalities weighted alike",
                mean,
                scale,
                weights);
        for (int step = 0; step < STEPS; step++) {
            Map<Modality, double[]> slopes = new EnumMap<>(Modality.class);
            Arrays.stream(Modality.values()).forEach(m -> slopes.put(m, new double[n + 1]));
            for (Picture p : pictures) {
                double share = 1.0 / (counts.get(p.modality()) * counts.size());
                classifier.probabilities(p.traits()).forEach((modality, probability) -> {
                    double error = share * (probability - (modality == p.modality() ? 1 : 0));
                    double[] slope = slopes.get(modality);
                    for (int i = 0; i < n; i++) {
                        slope[i] += error * (p.traits()[i] - mean[i]) / scale[i];
                    }
                    slope[n] += error;
                });
            }
            weights.forEach((modality, w) -> {
                for (int i = 0; i <= n; i++) {
                    w[i] -= RATE * (slopes.get(modality)[i] + (i < n ? DECAY * w[i] : 0));
                }
            });
        }
        return classifier;
    }
}
