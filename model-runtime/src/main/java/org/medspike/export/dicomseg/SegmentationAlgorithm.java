package org.medspike.export.dicomseg;

/**
 * What found the object (PS3.3, 10.16).
 *
 * @param model id of the model
 * @param sha256 of its weights
 * @param threshold probability from which a pixel was part of the object
 * @param program name of the program
 * @param version of the program
 */
public record SegmentationAlgorithm(String model, String sha256, float threshold, String program, String version) {}
