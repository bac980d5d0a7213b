package org.medspike.engine.kernel;

/**
 * Where the kernels on vectors come from: found by {@link java.util.ServiceLoader}, because their classes cannot even be
 * loaded where Java's Vector API was not added to the process.
 */
public interface VectorKernelProvider {

    /** Whether this machine's vectors hold enough values to be worth it. */
    boolean isWide();

    /** The set. */
    Kernels create();
}
