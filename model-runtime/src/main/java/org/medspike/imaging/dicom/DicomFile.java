package org.medspike.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.bytes.ByteSource;
import org.medspike.imaging.bytes.FileBytes;
import org.medspike.imaging.bytes.HeldBytes;

/**
 * A parsed file (PS3.10), with or without preamble and meta information.
 *
 * @param bytes what positions in the data set refer to; the file, or what it inflated to
 * @param syntax as the file declares it, or as its first element looks
 * @param data the data set
 */
record DicomFile(ByteSource bytes, TransferSyntax syntax, DataSet data) implements AutoCloseable {

    private static final int PREAMBLE = 128;
    private static final int META_GROUP = 2;

    /** What a deflated data set may grow to: this much, and so many bytes for each of its own. */
    private static final long INFLATED_BASE = 64L << 20;

    private static final int INFLATED_RATIO = 64;

    /** Whether a file begins as one with a preamble, or as a data set without one. */
    static boolean recognises(byte[] head) {
        return hasPreamble(head) || looksBare(head);
    }

    private static boolean hasPreamble(byte[] head) {
        return head.length >= PREAMBLE + 4 && new String(head, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM");
    }

    /** Whether the first element is one of group 2 or 8, of believable length. */
    private static boolean looksBare(byte[] head) {
        if (head.length < 64) {
            return false;
        }
        int group = head[0] & 0xff | (head[1] & 0xff) << 8;
        int element = head[2] & 0xff | (head[3] & 0xff) << 8;
        if (group == 0x0800) {
            return head[2] == 0 && isVrAt(head, 4);
        }
        if (group != 2 && group != 8 || element > 0x0100) {
            return false;
        }
        long length = head[4] & 0xff | (head[5] & 0xff) << 8 | (head[6] & 0xff) << 16 | (head[7] & 0xffL) << 24;
        return isVrAt(head, 4) || group == 8 && length < 1024 && (element > 0 || length == 4);
    }

    private static boolean isVrAt(byte[] head, int at) {
        return DataSetParser.isVr(new String(head, at, 2, StandardCharsets.ISO_8859_1));
    }

    /**
     * Opens and parses a file up to its pixel data; the caller closes it.
     *
     * @param stop whether a tag and all that follow it are not wanted
     */
    static DicomFile open(Path path, IntPredicate stop) throws ImageReadException {
        FileBytes file = null;
        ByteSource body = null;
        try {
            file = FileBytes.open(path);
            byte[] head = file.read(0, (int) Math.min(PREAMBLE + 4, file.length()));
            long start = hasPreamble(head) ? PREAMBLE + 4 : 0;
            DataSetParser meta =
                    new DataSetParser(file, ByteOrder.LITTLE_ENDIAN, start, tag -> tag >>> 16 != META_GROUP);
            boolean hasMeta = file.length() >= start + 4 && isMeta(file.read(start, 2));
            String uid = hasMeta ? meta.parse(true).text(Tag.TRANSFER_SYNTAX_UID) : "";
            long begin = hasMeta ? meta.position() : start;
            TransferSyntax declared = TransferSyntax.of(uid);
            body = declared.deflated() ? inflated(path, begin) : file;
            TransferSyntax syntax = uid.isEmpty() ? TransferSyntax.of(guess(file, begin)) : declared;
            long from = declared.deflated() ? 0 : begin;
            boolean explicit = syntax.explicit() && (uid.isEmpty() || looksExplicit(body, from));
            DataSet data = new DataSetParser(body, syntax.order(), from, stop).parse(explicit);
            DicomFile opened = new DicomFile(body, syntax, data);
            if (declared.deflated()) {
                file.close();
            }
            file = null;
            return opened;
        } catch (EOFException e) {
            throw ImageReadException.broken("the file ends inside its DICOM header", e);
        } catch (ImageReadException e) {
            throw e;
        } catch (IOException e) {
            throw ImageReadException.broken("the file cannot be read: " + e.getMessage(), e);
        } finally {
            if (file != null) {
                file.close();
            }
        }
    }

    private static boolean isMeta(byte[] group) {
        return group[0] == META_GROUP && group[1] == 0;
    }

    /** Some writers declare explicit VR and write implicit; the first element tells. */
    private static boolean looksExplicit(ByteSource bytes, long at) throws IOException {
        return bytes.length() < at + 8 || isVrAt(bytes.read(at, 6), 4);
    }

    private static String guess(ByteSource bytes, long at) throws IOException {
        if (bytes.length() < at + 8) {
            return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        }
        byte[] first = bytes.read(at, 6);
        if (!isVrAt(first, 4)) {
            return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
        }
        return first[0] == 0 && first[1] != 0
                ? TransferSyntax.EXPLICIT_BIG_ENDIAN
                : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
    }

    private static ByteSource inflated(Path path, long begin) throws IOException {
        long own = Files.size(path) - begin;
        long most = Math.min(
                INFLATED_BASE + INFLATED_RATIO * own, Runtime.getRuntime().maxMemory() / 4);
        Inflater inflater = new Inflater(true);
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(begin);
            HeldBytes bytes = HeldBytes.take(new InflaterInputStream(in, inflater, 1 << 16), most + 1);
            if (bytes.length() > most) {
                throw ImageReadException.unsupported(
                        "its deflated data set grows beyond " + (most >> 20) + " MiB, more than this version inflates");
            }
            return bytes;
        } catch (ZipException e) {
            throw ImageReadException.broken("its deflated data set is damaged", e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
