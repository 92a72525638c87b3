using System.Globalization;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The name of the local hosts' task hub on an account. All of them have the same one, and so share their nights.</summary>
public static class HubName
{
    private const string Start = "pricinglocal";

    /// <summary>The name, as that of the engine.</summary>
    /// <param name="options">The number of partitions, which a used hub cannot change.</param>
    public static EngineName Of(EngineOptions options) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Start}{options.Partitions}"))
        {
            Former = [FormerEngine.Name],
        };
}
