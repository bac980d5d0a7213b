package org.medspike.imaging.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.jpeg.DctDecoder;
import org.medspike.imaging.codec.jpeg.LosslessDecoder;
import org.medspike.imaging.codec.jpeg2000.Jpeg2000Decoder;
import org.medspike.imaging.codec.jpegls.JpegLsDecoder;

/** A small codestream that another program made, and the samples that it must become. */
record Codestream(String name, String codec, CodecLimits limits, int tolerance, byte[] bytes, int[] samples) {

    static List<Codestream> all() throws IOException {
        try (InputStream in = Codestream.class.getResourceAsStream("codestreams.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Codestream::of)
                    .toList();
        }
    }

    private static Codestream of(String line) {
        String[] fields = line.split("\t");
        return new Codestream(
                fields[0],
                fields[1],
                new CodecLimits(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), Integer.parseInt(fields[4])),
                Integer.parseInt(fields[5]),
                Base64.getDecoder().decode(fields[6]),
                Arrays.stream(fields[7].split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    /** Decodes bytes as this one's codec does. */
    DecodedPixels decode(byte[] codestream) throws ImageReadException {
        return switch (codec) {
            case "lossless" -> LosslessDecoder.decode(codestream, limits);
            case "dct" -> DctDecoder.decode(codestream, limits);
            case "jpegls" -> JpegLsDecoder.decode(codestream, limits);
            default -> Jpeg2000Decoder.decode(codestream, limits);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
