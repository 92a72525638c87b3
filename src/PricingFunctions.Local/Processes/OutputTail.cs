using System.Diagnostics;

namespace PricingFunctions.Local.Processes;

/// <summary>The last lines that a child process wrote; both its streams are read to their ends.</summary>
internal sealed class OutputTail
{
    private const int Capacity = 40;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new(Capacity);

    /// <summary>The lines so far, oldest first; none is blank.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    /// <summary>Starts to read a process that was started with both streams redirected.</summary>
    /// <param name="process">The process.</param>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lock (gate)
        {
            if (lines.Count == Capacity)
                lines.Dequeue();
            lines.Enqueue(line.Trim());
        }
    }
}
