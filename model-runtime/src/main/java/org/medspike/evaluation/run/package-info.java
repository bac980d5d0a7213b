/**
 * Scoring a model on a data folder: which protocol, which images could be scored, which are worst, and two models side
 * by side.
 *
 * <p>What the numbers mean is in {@code org.medspike.evaluation}; files and pages of them are in {@code report}.
 */
@NullMarked
package org.medspike.evaluation.run;

import org.jspecify.annotations.NullMarked;
