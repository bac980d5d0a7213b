package org.medspike.evaluation.run;

import org.medspike.dataset.Case;
import org.medspike.evaluation.ImageScore;
import org.medspike.mask.Mask;

/**
 * An image that was just scored, with the masks that were compared.
 *
 * @param source where it comes from
 * @param protocol on which grid
 * @param predicted what the model says
 * @param truth what is right, on the same grid
 * @param score how good that is
 */
public record ScoredImage(Case source, Protocol protocol, Mask predicted, Mask truth, ImageScore score) {}
