namespace Pricing.Pipeline.Orchestration;

/// <summary>The name under which this process's engine claims runs.</summary>
/// <param name="Value">Such as <c>pricinglocal1</c> or <c>durable TASKHUB</c>.</param>
public sealed record EngineName(string Value)
{
    /// <summary>The names that the same engine had before; it takes their claims over.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];
}
