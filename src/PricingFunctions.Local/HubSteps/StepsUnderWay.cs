namespace PricingFunctions.Local.HubSteps;

/// <summary>How many steps run on this host.</summary>
public sealed class StepsUnderWay
{
    private int count;

    /// <summary>Whether any does.</summary>
    public bool Any => Volatile.Read(ref count) > 0;

    /// <summary>Counts one until it is disposed of.</summary>
    internal IDisposable Begin()
    {
        Interlocked.Increment(ref count);
        return new Step(this);
    }

    private sealed class Step(StepsUnderWay all) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref all.count);
    }
}
