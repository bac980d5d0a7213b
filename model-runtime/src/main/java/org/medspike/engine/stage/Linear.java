package org.medspike.engine.stage;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A sum of convolutions and other maps, with a bias: everything between two neurons that is not depth-wise. */
public final class Linear extends Stage {

    private final List<Term> terms;
    private final float[] bias;

    /**
     * A sum.
     *
     * @param bias {@code [padded channels]}
     */
    public Linear(String part, Extent extent, List<Term> terms, float[] bias) {
        super(part, terms.stream().map(Term::source).distinct().toList(), extent, false);
        this.terms = List.copyOf(terms);
        this.bias = bias;
    }

    /** What is added up. */
    public List<Term> terms() {
        return terms;
    }

    @Override
    public int reach() {
        return terms.stream().mapToInt(Term::reach).max().orElse(0);
    }

    @Override
    public String kernel() {
        if (terms.stream().anyMatch(Term.Convolution.class::isInstance)) {
            return "dense";
        }
        return terms.stream().anyMatch(Term.SpikeConvolution.class::isInstance) ? "spikes" : "sum";
    }

    @Override
    public String describe() {
        return terms.stream().map(Linear::describe).collect(Collectors.joining(" + "));
    }

    private static String describe(Term term) {
        if (term instanceof Term.Convolution c) {
            return "dense " + c.kernel() + "x" + c.kernel();
        }
        if (term instanceof Term.SpikeConvolution s) {
            return s.product().usesTables() ? "spikes by tables" : "spikes by events";
        }
        return term instanceof Term.Enlarged ? "enlarged" : "map";
    }

    @Override
    public void tune(ToDoubleFunction<Stage> firingRate) {
        for (Term term : terms) {
            if (term instanceof Term.SpikeConvolution spikes) {
                SpikeProduct product = spikes.product();
                product.useTables(product.prefersTables(firingRate.applyAsDouble(spikes.source())));
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        float[] out = floats(w);
        int channels = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int first = offset(y, t);
            if (terms.isEmpty()) {
                w.kernels.rows().fill(bias, 0, out, first, width, channels);
            } else {
                terms.get(0).write(w, y, t, bias, out, first, width, channels);
            }
            for (int i = 1; i < terms.size(); i++) {
                terms.get(i).add(w, y, t, out, first, width, channels);
            }
        }
        closeMargins(w, y);
    }
}
