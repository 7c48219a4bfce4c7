package dev.parley.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Resident memory of a process, its children and theirs, as Linux tells it in {@code /proc}. */
public record Memory(List<Resident> processes) {

    /** In mebibytes. Pages that processes share count in each of them, so a sum says rather too much than too little. */
    public record Resident(long pid, String command, long mebibytes) {}

    public static Memory of(long pid) {
        List<Resident> processes = new ArrayList<>();
        ProcessHandle.of(pid).stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                .forEach(process -> processes.add(resident(process)));
        return new Memory(List.copyOf(processes));
    }

    public long mebibytes() {
        return processes.stream().mapToLong(Resident::mebibytes).sum();
    }

    private static Resident resident(ProcessHandle process) {
        return new Resident(process.pid(), mainClass(process), kibibytes(process.pid()) / 1024);
    }

    private static long kibibytes(long pid) {
        try (Stream<String> lines = Files.lines(proc(pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // no Linux, or the process has just ended
        }
    }

    /** What tells one JVM from another: the first argument that looks like a class. Class paths are longer than ProcessHandle reads. */
    private static String mainClass(ProcessHandle process) {
        try {
            String commandLine = Files.readString(proc(process.pid(), "cmdline"));
            return Arrays.stream(commandLine.split("\0", -1))
                    .filter(argument -> argument.matches("([a-z]\\w*\\.)+[A-Z]\\w*"))
                    .findFirst()
                    .orElse(commandLine.substring(0, Math.max(0, commandLine.indexOf('\0'))));
        } catch (IOException e) {
            return "process " + process.pid();
        }
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
