/**
 * What every study over the cases of a data folder needs: which cases, going through them with progress and cancel, what
 * becomes of those that fail, and mean and standard deviation of what was found.
 *
 * <p>What is studied stays out.
 */
@NullMarked
package org.medspike.study;

import org.jspecify.annotations.NullMarked;
