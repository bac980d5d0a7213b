package org.medspike.dataset;

/** Which of n things are connected, directly or through others (union-find). */
final class DisjointSets {

    private final int[] parent;

    DisjointSets(int n) {
        parent = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
        }
    }

    /** The smallest member of a thing's set. */
    int representative(int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        int at = i;
        while (parent[at] != root) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }

    void join(int a, int b) {
        int first = representative(a);
        int second = representative(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }
}
