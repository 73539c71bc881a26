package dev.epicenter.benchmarks.generator;

import com.acme.backend.Chore;
import com.acme.runtime.Step;
import com.acme.shop.Fault;
import java.util.List;

/**
 * One way through the application.
 *
 * @param steps frames and handlers, outermost first
 * @param chore done at the end by a healthy request
 * @param fault raised at the end by a failing one, always the same for a path
 */
record CallPath(List<Step> steps, Chore chore, Fault fault) {
    CallPath {
        steps = List.copyOf(steps);
    }
}
