/**
 * Series and volumes: which images belong together, in which order they lie, and whether they fill space evenly.
 *
 * <p>{@link org.medspike.imaging.series.SeriesScan} reads headers alone and groups what it finds;
 * {@link org.medspike.imaging.series.SliceStore} decodes a slice when it is asked for and keeps the latest within a budget;
 * {@link org.medspike.imaging.series.Volume} cuts an even stack along the other planes. Whatever is wrong with a series is
 * told in sentences, and what would be a wrong number because of it is refused. How a slice is shown stays out.
 */
@NullMarked
package org.medspike.imaging.series;

import org.jspecify.annotations.NullMarked;
