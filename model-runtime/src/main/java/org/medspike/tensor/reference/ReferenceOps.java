package org.medspike.tensor.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/** The algebra by definition, in double precision. */
public final class ReferenceOps implements TensorOps<ReferenceTensor> {

    @Override
    public Shape shape(ReferenceTensor x) {
        return x.shape();
    }

    @Override
    public boolean foldsTime() {
        return false;
    }

    @Override
    public ReferenceTensor conv2d(
            ReferenceTensor x, ReferenceTensor weight, @Nullable ReferenceTensor bias, Window window) {
        Shape in = x.shape();
        Shape kernel = weight.shape();
        Shape shape = window.output(in, kernel);
        int outputs = shape.get(1);
        int pixels = shape.get(2) * shape.get(3);
        double[] result = new double[Math.toIntExact(shape.elementCount())];
        for (int plane = 0; plane < in.get(0) * outputs; plane++) {
            int out = plane % outputs;
            if (bias != null) {
                Arrays.fill(result, plane * pixels, (plane + 1) * pixels, bias.values()[out]);
            }
            for (int tap = 0; tap < kernel.get(1) * kernel.get(2) * kernel.get(3); tap++) {
                addTap(x, weight, window, result, plane / outputs, out, tap, shape);
            }
        }
        return new ReferenceTensor(shape, result);
    }

    /** Adds one weight's share to one output plane. */
    private static void addTap(
            ReferenceTensor x,
            ReferenceTensor weight,
            Window window,
            double[] result,
            int image,
            int out,
            int tap,
            Shape shape) {
        Shape in = x.shape();
        Shape kernel = weight.shape();
        int kernelArea = kernel.get(2) * kernel.get(3);
        int channelInGroup = tap / kernelArea;
        int dy = tap % kernelArea / kernel.get(3) - window.padding();
        int dx = tap % kernel.get(3) - window.padding();
        int channel = out / (kernel.get(0) / window.groups()) * kernel.get(1) + channelInGroup;
        double w = weight.values()[out * kernel.get(1) * kernelArea + tap];
        int source = (image * in.get(1) + channel) * in.get(2) * in.get(3);
        int target = (image * shape.get(1) + out) * shape.get(2) * shape.get(3);
        for (int y = 0; y < shape.get(2); y++) {
            int row = y * window.stride() + dy;
            if (row < 0 || row >= in.get(2)) {
                continue;
            }
            for (int column = 0; column < shape.get(3); column++) {
                int from = column * window.stride() + dx;
                if (from >= 0 && from < in.get(3)) {
                    result[target + y * shape.get(3) + column] += w * x.values()[source + row * in.get(3) + from];
                }
            }
        }
    }

    @Override
    public ReferenceTensor batchNorm(ReferenceTensor x, NormStatistics<ReferenceTensor> s) {
        Shape shape = x.shape();
        int area = shape.get(2) * shape.get(3);
        double[] result = new double[x.values().length];
        for (int i = 0; i < result.length; i++) {
            int c = i / area % shape.get(1);
            double deviation = Math.sqrt(s.variance().values()[c] + NormStatistics.EPSILON);
            result[i] = (x.values()[i] - s.mean().values()[c])
                            / deviation
                            * s.scale().values()[c]
                    + s.shift().values()[c];
        }
        return new ReferenceTensor(shape, result);
    }

    @Override
    public ReferenceTensor matMul(ReferenceTensor a, ReferenceTensor b) {
        int rows = a.shape().get(-2);
        int inner = a.shape().get(-1);
        int columns = b.shape().get(-1);
        int matrices = a.values().length / (rows * inner);
        double[] result = new double[matrices * rows * columns];
        for (int m = 0; m < matrices; m++) {
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < inner; k++) {
                    double left = a.values()[(m * rows + r) * inner + k];
                    for (int c = 0; c < columns; c++) {
                        result[(m * rows + r) * columns + c] += left * b.values()[(m * inner + k) * columns + c];
                    }
                }
            }
        }
        return new ReferenceTensor(a.shape().with(-1, columns), result);
    }

    @Override
    public ReferenceTensor transpose(ReferenceTensor x) {
        int rows = x.shape().get(-2);
        int columns = x.shape().get(-1);
        double[] result = new double[x.values().length];
        for (int i = 0; i < result.length; i++) {
            int matrix = i / (rows * columns);
            int r = i / columns % rows;
            int c = i % columns;
            result[(matrix * columns + c) * rows + r] = x.values()[i];
        }
        return new ReferenceTensor(x.shape().with(-1, rows).with(-2, columns), result);
    }

    @Override
    public ReferenceTensor add(ReferenceTensor a, ReferenceTensor b) {
        return pairs(a, b, Double::sum);
    }

    @Override
    public ReferenceTensor subtract(ReferenceTensor a, ReferenceTensor b) {
        return pairs(a, b, (u, v) -> u - v);
    }

    @Override
    public ReferenceTensor multiply(ReferenceTensor a, ReferenceTensor b) {
        return pairs(a, b, (u, v) -> u * v);
    }

    @Override
    public ReferenceTensor divide(ReferenceTensor a, ReferenceTensor b) {
        return pairs(a, b, (u, v) -> u / v);
    }

    @Override
    public ReferenceTensor scale(ReferenceTensor x, double factor) {
        return each(x, v -> v * factor);
    }

    @Override
    public ReferenceTensor shift(ReferenceTensor x, double offset) {
        return each(x, v -> v + offset);
    }

    @Override
    public ReferenceTensor spike(ReferenceTensor x, Surrogate surrogate) {
        return each(x, v -> v >= 0 ? 1 : 0);
    }

    @Override
    public ReferenceTensor sigmoid(ReferenceTensor x) {
        return each(x, v -> 1 / (1 + Math.exp(-v)));
    }

    @Override
    public ReferenceTensor gelu(ReferenceTensor x) {
        return each(x, v -> v * 0.5 * (1 + Erf.value(v / Math.sqrt(2))));
    }

    @Override
    public ReferenceTensor atan(ReferenceTensor x) {
        return each(x, Math::atan);
    }

    @Override
    public ReferenceTensor log(ReferenceTensor x) {
        return each(x, Math::log);
    }

    @Override
    public ReferenceTensor softplus(ReferenceTensor x) {
        return each(x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
    }

    @Override
    public ReferenceTensor softmax(ReferenceTensor x) {
        int length = x.shape().get(-1);
        double[] result = new double[x.values().length];
        for (int from = 0; from < result.length; from += length) {
            double max = Arrays.stream(x.values(), from, from + length).max().orElse(0);
            double total = 0;
            for (int i = from; i < from + length; i++) {
                result[i] = Math.exp(x.values()[i] - max);
                total += result[i];
            }
            for (int i = from; i < from + length; i++) {
                result[i] /= total;
            }
        }
        return new ReferenceTensor(x.shape(), result);
    }

    @Override
    public ReferenceTensor reshape(ReferenceTensor x, Shape shape) {
        return new ReferenceTensor(shape, x.values());
    }

    @Override
    public ReferenceTensor concat(List<ReferenceTensor> parts, int axis) {
        Shape first = parts.get(0).shape();
        int extent = parts.stream().mapToInt(p -> p.shape().get(axis)).sum();
        Shape shape = first.with(axis, extent);
        double[] result = new double[Math.toIntExact(shape.elementCount())];
        int outer = first.dimensions().subList(0, axis).stream().reduce(1, (a, b) -> a * b);
        int position = 0;
        for (int o = 0; o < outer; o++) {
            for (ReferenceTensor part : parts) {
                int block = part.values().length / outer;
                System.arraycopy(part.values(), o * block, result, position, block);
                position += block;
            }
        }
        return new ReferenceTensor(shape, result);
    }

    @Override
    public List<ReferenceTensor> split(ReferenceTensor x, int parts) {
        Shape each = x.shape().with(0, x.shape().get(0) / parts);
        int block = x.values().length / parts;
        List<ReferenceTensor> results = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            results.add(new ReferenceTensor(each, Arrays.copyOfRange(x.values(), i * block, (i + 1) * block)));
        }
        return results;
    }

    @Override
    public ReferenceTensor sum(ReferenceTensor x, int axis) {
        int position = axis < 0 ? x.shape().rank() + axis : axis;
        int inner = x.shape().dimensions().subList(position + 1, x.shape().rank()).stream()
                .reduce(1, (a, b) -> a * b);
        int extent = x.shape().get(position);
        double[] result = new double[x.values().length / extent];
        for (int i = 0; i < x.values().length; i++) {
            result[i / (inner * extent) * inner + i % inner] += x.values()[i];
        }
        return new ReferenceTensor(x.shape().with(position, 1), result);
    }

    @Override
    public ReferenceTensor averagePool(ReferenceTensor x, int size) {
        Shape shape =
                x.shape().with(2, x.shape().get(2) / size).with(3, x.shape().get(3) / size);
        int height = x.shape().get(2);
        int width = x.shape().get(3);
        double[] result = new double[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < x.values().length; i++) {
            int column = i % width / size;
            int row = i / width % height / size;
            int plane = i / (width * height);
            result[(plane * shape.get(2) + row) * shape.get(3) + column] += x.values()[i] / (size * size);
        }
        return new ReferenceTensor(shape, result);
    }

    @Override
    public ReferenceTensor upsample2x(ReferenceTensor x) {
        int height = x.shape().get(2);
        int width = x.shape().get(3);
        Shape shape = x.shape().with(2, height * 2).with(3, width * 2);
        double[] result = new double[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < result.length; i++) {
            double u = Math.max(0, (i % (2 * width) + 0.5) / 2 - 0.5);
            double v = Math.max(0, (i / (2 * width) % (2 * height) + 0.5) / 2 - 0.5);
            int plane = i / (4 * width * height) * width * height;
            int x0 = (int) u;
            int y0 = (int) v;
            int x1 = Math.min(x0 + 1, width - 1);
            int y1 = Math.min(y0 + 1, height - 1);
            double top = (1 - (u - x0)) * x.values()[plane + y0 * width + x0]
                    + (u - x0) * x.values()[plane + y0 * width + x1];
            double bottom = (1 - (u - x0)) * x.values()[plane + y1 * width + x0]
                    + (u - x0) * x.values()[plane + y1 * width + x1];
            result[i] = (1 - (v - y0)) * top + (v - y0) * bottom;
        }
        return new ReferenceTensor(shape, result);
    }

    private static ReferenceTensor each(ReferenceTensor x, DoubleUnaryOperator function) {
        return new ReferenceTensor(
                x.shape(), Arrays.stream(x.values()).map(function).toArray());
    }

    private static ReferenceTensor pairs(ReferenceTensor a, ReferenceTensor b, DoubleBinaryOperator function) {
        Shape shape = a.shape().broadcast(b.shape());
        double[] result = new double[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(
                    a.values()[source(i, shape, a.shape())], b.values()[source(i, shape, b.shape())]);
        }
        return new ReferenceTensor(shape, result);
    }

    /** Where an element of a broadcast result comes from. */
    private static int source(int index, Shape result, Shape operand) {
        int rest = index;
        int stride = 1;
        int position = 0;
        for (int axis = -1; axis >= -operand.rank(); axis--) {
            int coordinate = rest % result.get(axis);
            rest /= result.get(axis);
            position += (operand.get(axis) == 1 ? 0 : coordinate) * stride;
            stride *= operand.get(axis);
        }
        return position;
    }
}
