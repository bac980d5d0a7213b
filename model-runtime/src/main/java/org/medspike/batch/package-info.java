/**
 * A model over many files: finds the inputs, runs the model, writes the results, and goes on where one input fails.
 *
 * <p>What the command line and a batch page of the window share. Arguments and printing stay out.
 */
@NullMarked
package org.medspike.batch;

import org.jspecify.annotations.NullMarked;
