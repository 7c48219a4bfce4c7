package dev.parley.push.resume;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Runs a task when it is told to, in order of time and then of arrival; time passes only from task to task. Time-outs of an hour and
 * more never come.
 */
final class StepScheduler implements Scheduler {

    private record Task(long due, long number, Runnable work, Disposable handle) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now;
    private long count;

    boolean step() {
        Task task = tasks.poll();
        if (task == null) {
            return false;
        }
        now = task.due();
        if (!task.handle().isDisposed()) {
            task.work().run();
        }
        return true;
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(Duration.ofNanos(now));
    }

    @Override
    public Disposable schedule(Runnable work) {
        return schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        Disposable handle = Disposables.single();
        if (unit.toHours(delay) == 0) {
            tasks.add(new Task(now + unit.toNanos(delay), count++, work, handle));
        }
        return handle;
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            private volatile boolean disposed;

            @Override
            public Disposable schedule(Runnable work) {
                return StepScheduler.this.schedule(() -> {
                    if (!disposed) {
                        work.run();
                    }
                });
            }

            @Override
            public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
                return StepScheduler.this.schedule(
                        () -> {
                            if (!disposed) {
                                work.run();
                            }
                        },
                        delay,
                        unit);
            }

            @Override
            public void dispose() {
                disposed = true;
            }

            @Override
            public boolean isDisposed() {
                return disposed;
            }
        };
    }
}
