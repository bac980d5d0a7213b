package org.medspike.imaging;

/**
 * What a file's header says of its images.
 *
 * @param format name of the file format, for instance {@code PNG}
 * @param width columns of the first frame as stored
 * @param height rows, likewise
 * @param frames number of frames (pages)
 */
public record ImageInfo(String format, int width, int height, int frames) {}
