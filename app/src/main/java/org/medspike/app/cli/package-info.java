/**
 * The command line: one class a sub-command, each a thin layer over the services of the model runtime.
 *
 * <p>Arguments, what is printed where, and exit statuses. Contracts that scripts rely on are in the user's guide; work
 * itself stays out.
 */
@NullMarked
package org.medspike.app.cli;

import org.jspecify.annotations.NullMarked;
