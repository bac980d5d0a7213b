/** Threads that share the parts of a job. What the job is stays out. */
@NullMarked
package org.medspike.engine.work;

import org.jspecify.annotations.NullMarked;
