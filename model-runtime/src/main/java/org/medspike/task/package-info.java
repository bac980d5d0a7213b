/**
 * How a long piece of work tells how far it is and learns that it shall stop.
 *
 * <p>Only the contract between work and whoever started it: threads, progress bars and buttons stay out.
 */
@NullMarked
package org.medspike.task;

import org.jspecify.annotations.NullMarked;
