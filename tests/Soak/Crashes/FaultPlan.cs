using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Soak.Crashes;

/// <summary>The calls of one process: which there were, and which one is disturbed.</summary>
/// <param name="fault">What happens.</param>
/// <param name="target">To which call; null to none.</param>
internal sealed class FaultPlan(Fault fault = default, CallKey? target = null)
{
    private readonly ConcurrentDictionary<(string, string, string), int> counts = new();
    private readonly ConcurrentQueue<CallKey> seen = new();
    private volatile bool isDead;

    /// <summary>Whether the process has ended.</summary>
    public bool IsDead => isDead;

    /// <summary>The calls, in the order in which they were made.</summary>
    public IReadOnlyCollection<CallKey> Seen => seen;

    /// <summary>Whether the call was made that is disturbed.</summary>
    public bool WasHit { get; private set; }

    /// <summary>Notes a call.</summary>
    /// <returns>What happens to it; null where nothing does.</returns>
    /// <exception cref="ProcessGoneException">The process has ended.</exception>
    public Fault? Meet(string client, string method, string resource)
    {
        if (isDead) throw new ProcessGoneException();
        var key = new CallKey(client, method, resource, counts.AddOrUpdate((client, method, resource), 1, (_, count) => count + 1));
        seen.Enqueue(key);
        if (key != target) return null;
        WasHit = true;
        if (fault == Fault.CrashBefore) Die();
        return fault;
    }

    /// <summary>Ends the process: no call of it arrives any more.</summary>
    /// <exception cref="ProcessGoneException">Always.</exception>
    [DoesNotReturn]
    public void Die()
    {
        isDead = true;
        throw new ProcessGoneException();
    }
}

/// <summary>The process is gone, and with it everything that waits for an answer.</summary>
internal sealed class ProcessGoneException() : OperationCanceledException("The process is gone.");
