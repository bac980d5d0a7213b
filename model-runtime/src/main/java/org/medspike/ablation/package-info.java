/**
 * What becomes of the network when parts of it are taken away: the rows of the paper's tables 2 and 3, at inference or
 * trained anew.
 *
 * <p>How a network is trained or scored stays out: training and evaluation do that.
 */
@NullMarked
package org.medspike.ablation;

import org.jspecify.annotations.NullMarked;
