package org.medspike.app.ui.viewer;

/**
 * A pixel of the upright image.
 *
 * @param x column, from zero at the left
 * @param y row, from zero at the top
 */
public record ImagePoint(int x, int y) {}
