package org.medspike.tensor.activity;

import org.medspike.tensor.cost.CostTensor;

/**
 * A tensor of another meaning, and what is known of it for counting.
 *
 * @param value the tensor
 * @param counted its extents, and whether all its values are zero or one
 * @param <T> the other meaning's tensor type
 */
public record ActivityTensor<T>(T value, CostTensor counted) {}
