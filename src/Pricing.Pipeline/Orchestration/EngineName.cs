namespace Pricing.Pipeline.Orchestration;

/// <summary>The name under which this process's engine claims runs.</summary>
/// <param name="Value">Such as <c>local on HOST</c> or <c>durable TASKHUB</c>.</param>
public sealed record EngineName(string Value);
