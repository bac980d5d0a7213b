package org.medspike.modality;

/**
 * What kind of image one is.
 *
 * @param modality the kind
 * @param reason how that is known, for the user, as the end of "because"
 */
public record Recognition(Modality modality, String reason) {}
