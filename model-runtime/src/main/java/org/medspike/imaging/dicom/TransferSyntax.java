package org.medspike.imaging.dicom;

import java.nio.ByteOrder;
import java.util.Map;
import org.medspike.imaging.ImageReadException;

/**
 * How a data set and its pixels are encoded (PS3.5, chapter 10 and annex A).
 *
 * @param uid its UID
 * @param name its name in PS3.6
 * @param codec how pixels are encoded
 */
record TransferSyntax(String uid, String name, Codec codec) {

    static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

    /** How pixels are encoded. */
    enum Codec {
        NATIVE,
        RLE,
        JPEG,
        JPEG_LS,
        JPEG_2000,
        OTHER
    }

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
            Map.entry("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 and 5)"),
            Map.entry("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)"),
            Map.entry("1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 and 13)"),
            Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
            Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
            Map.entry("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
            Map.entry("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
            Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
            Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
            Map.entry("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
            Map.entry("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
            Map.entry("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
            Map.entry("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1"),
            Map.entry("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
            Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
            Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
            Map.entry("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced"),
            Map.entry("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate"),
            Map.entry("1.2.840.10008.1.2.6.1", "RFC 2557 MIME Encapsulation"),
            Map.entry("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"));

    /** The syntax with a UID, known or not. */
    static TransferSyntax of(String uid) {
        return switch (uid) {
            case IMPLICIT_LITTLE_ENDIAN -> new TransferSyntax(uid, "Implicit VR Little Endian", Codec.NATIVE);
            case EXPLICIT_LITTLE_ENDIAN -> new TransferSyntax(uid, "Explicit VR Little Endian", Codec.NATIVE);
            case EXPLICIT_BIG_ENDIAN -> new TransferSyntax(uid, "Explicit VR Big Endian", Codec.NATIVE);
            case DEFLATED -> new TransferSyntax(uid, "Deflated Explicit VR Little Endian", Codec.NATIVE);
            case "1.2.840.10008.1.2.5" -> new TransferSyntax(uid, "RLE Lossless", Codec.RLE);
            case "1.2.840.10008.1.2.4.50" -> new TransferSyntax(uid, "JPEG Baseline (Process 1)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.51" -> new TransferSyntax(uid, "JPEG Extended (Process 2 and 4)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.53" ->
                new TransferSyntax(uid, "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.55" ->
                new TransferSyntax(uid, "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.57" -> new TransferSyntax(uid, "JPEG Lossless (Process 14)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.70" -> new TransferSyntax(uid, "JPEG Lossless (Process 14, SV1)", Codec.JPEG);
            case "1.2.840.10008.1.2.4.80" -> new TransferSyntax(uid, "JPEG-LS Lossless", Codec.JPEG_LS);
            case "1.2.840.10008.1.2.4.81" -> new TransferSyntax(uid, "JPEG-LS Near-Lossless", Codec.JPEG_LS);
            case "1.2.840.10008.1.2.4.90" -> new TransferSyntax(uid, "JPEG 2000 Lossless", Codec.JPEG_2000);
            case "1.2.840.10008.1.2.4.91" -> new TransferSyntax(uid, "JPEG 2000", Codec.JPEG_2000);
            case "1.2.840.10008.1.2.4.92" ->
                new TransferSyntax(uid, "JPEG 2000 Part 2 Multi-component Lossless", Codec.JPEG_2000);
            case "1.2.840.10008.1.2.4.93" ->
                new TransferSyntax(uid, "JPEG 2000 Part 2 Multi-component", Codec.JPEG_2000);
            default -> new TransferSyntax(uid, OTHERS.getOrDefault(uid, ""), Codec.OTHER);
        };
    }

    ByteOrder order() {
        return uid.equals(EXPLICIT_BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    boolean explicit() {
        return !uid.equals(IMPLICIT_LITTLE_ENDIAN);
    }

    boolean deflated() {
        return uid.equals(DEFLATED);
    }

    /** Refuses what this version does not decode, by its name. */
    void requireDecodable() throws ImageReadException {
        if (codec != Codec.OTHER) {
            return;
        }
        if (!uid.matches("[0-9.]{1,64}")) {
            throw ImageReadException.broken("the transfer syntax that it declares is no UID");
        }
        throw ImageReadException.unsupported(
                name.isEmpty()
                        ? "its transfer syntax " + uid + " is not one that this version knows"
                        : "its pixels are encoded as " + name + ", which this version does not decode");
    }
}
