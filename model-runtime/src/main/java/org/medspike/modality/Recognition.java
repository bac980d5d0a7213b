package org.medspike.modality;

/**
 * What kind of image one is.
 *
 * @param modality the kind
 * @param certain whether the image is surely of that kind; else the user is to be warned
 * @param reason how that is known, for the user, as the end of "because"
 */
public record Recognition(Modality modality, boolean certain, String reason) {}
