package org.medspike.mask;

/**
 * One connected part of a mask and the smallest box around it.
 *
 * @param label its number, from 1, in the order in which a reader of the rows meets the parts
 * @param pixelCount how many pixels it has
 * @param left first column of the box
 * @param top first row of the box
 * @param width columns of the box
 * @param height rows of the box
 */
public record Component(int label, int pixelCount, int left, int top, int width, int height) {}
