namespace Pricing.Pipeline.Telemetry;

/// <summary>What a step is given, where the step belongs to a run.</summary>
public interface ITracedInput
{
    /// <summary>The run.</summary>
    string RunId { get; }

    /// <summary>The chunk of its plan; null where the step is for the whole run.</summary>
    int? Chunk { get; }
}
