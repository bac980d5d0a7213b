package org.medspike.imaging.dicom;

import java.util.OptionalInt;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;

/**
 * What the header says of colours (PS3.3, C.7.6.3.1.2), and what the samples mean once their codec has done its part.
 *
 * @param samples a pixel
 * @param photometric of the decoded samples
 * @param luminance whether what is stored or coded is called luminance with chroma
 * @param paired whether two pixels share their chroma
 */
record Colour(int samples, Photometric photometric, boolean luminance, boolean paired) {

    static Colour of(DataSet data, TransferSyntax syntax) throws ImageReadException {
        OptionalInt declared = data.unsigned(Tag.SAMPLES_PER_PIXEL);
        String name = data.text(Tag.PHOTOMETRIC_INTERPRETATION);
        // ACR-NEMA files do without the name.
        String meaning = !name.isEmpty() ? name : declared.orElse(1) == 3 ? "RGB" : "MONOCHROME2";
        Photometric photometric =
                switch (meaning) {
                    case "MONOCHROME1" -> Photometric.MONOCHROME1;
                    case "MONOCHROME2" -> Photometric.MONOCHROME2;
                    case "PALETTE COLOR" -> Photometric.PALETTE_COLOR;
                    case "RGB", "YBR_ICT", "YBR_RCT" -> Photometric.RGB;
                    case "YBR_FULL", "YBR_FULL_422" -> luminance(syntax);
                    case "CMYK" -> Photometric.CMYK;
                    default ->
                        throw ImageReadException.unsupported("its photometric interpretation "
                                + (name.matches("[A-Z0-9_ ]{1,16}") ? name + " " : "")
                                + "is not shown by this version; MONOCHROME1, MONOCHROME2, PALETTE COLOR, RGB, YBR_FULL,"
                                + " YBR_FULL_422, YBR_ICT, YBR_RCT and CMYK are");
                };
        int samples = declared.orElse(photometric.samples());
        if (photometric.samples() != samples) {
            throw ImageReadException.broken("the DICOM header contradicts itself: " + samples
                    + " samples a pixel, photometric interpretation " + meaning);
        }
        return new Colour(
                samples,
                photometric,
                meaning.startsWith("YBR"),
                meaning.equals("YBR_FULL_422") && syntax.codec() == TransferSyntax.Codec.NATIVE);
    }

    /** A JPEG image is handed over in red, green and blue. */
    private static Photometric luminance(TransferSyntax syntax) {
        return syntax.codec() == TransferSyntax.Codec.JPEG ? Photometric.RGB : Photometric.YBR_FULL;
    }
}
