package org.medspike.imaging;

/**
 * A point or a direction in the patient: DICOM's axes, x towards the patient's left, y towards posterior, z towards the
 * head (PS3.3, C.7.6.2.1.1).
 *
 * @param x in millimetres, for a direction without a unit
 * @param y likewise
 * @param z likewise
 */
public record Vector3(double x, double y, double z) {

    /** The sum. */
    public Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    /** The difference. */
    public Vector3 minus(Vector3 other) {
        return new Vector3(x - other.x, y - other.y, z - other.z);
    }

    /** The multiple. */
    public Vector3 times(double factor) {
        return new Vector3(factor * x, factor * y, factor * z);
    }

    /** The scalar product. */
    public double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The vector product. */
    public Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** The length. */
    public double length() {
        return Math.sqrt(dot(this));
    }
}
