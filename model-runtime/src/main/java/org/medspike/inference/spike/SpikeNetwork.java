package org.medspike.inference.spike;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medspike.engine.plan.Plan;
import org.medspike.engine.work.Workers;
import org.medspike.inference.CompiledNetwork;
import org.medspike.tensor.FloatTensor;

/** A plan and the threads that run it, closed together; it can tell what its time goes to. */
public final class SpikeNetwork implements CompiledNetwork {

    private final Plan plan;
    private final Workers workers;

    SpikeNetwork(Plan plan, Workers workers) {
        this.plan = plan;
        this.workers = workers;
    }

    @Override
    public Map<String, FloatTensor> run(FloatTensor image) {
        plan.run(image.values());
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        plan.outputs().forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(shape.elementCount())];
            plan.read(name, values);
            outputs.put(name, new FloatTensor(shape, values));
        });
        return outputs;
    }

    /** Runs once and tells how long each kind of kernel took, all threads together, in milliseconds. */
    public Map<String, Double> profile(FloatTensor image) {
        return plan.profile(image.values());
    }

    /** The plan in words: its passes, their stages, where each lies and, after {@link #profile}, how long it took. */
    public String describe() {
        return plan.describe();
    }

    @Override
    public void close() {
        workers.close();
    }
}
