namespace Pricing.Policies;

/// <summary>The policies a valuation can name: the shipped ones and those from configuration.</summary>
public sealed class PolicyCatalog
{
    private readonly Dictionary<string, ValuationPolicy> policies;

    /// <summary>Makes a catalog of the shipped policies and others.</summary>
    /// <param name="custom">Further policies; none may bear the name of another.</param>
    /// <exception cref="ArgumentException">Two policies bear the same name.</exception>
    public PolicyCatalog(IEnumerable<ValuationPolicy>? custom = null) =>
        policies = ShippedPolicies.All.Concat(custom ?? []).ToDictionary(policy => policy.Name, StringComparer.Ordinal);

    private PolicyCatalog(Dictionary<string, ValuationPolicy> policies) => this.policies = policies;

    /// <summary>Makes a catalog of these policies alone, as they were when values were made by them.</summary>
    /// <param name="policies">The policies; no two bear the same name.</param>
    public static PolicyCatalog Only(params IEnumerable<ValuationPolicy> policies) =>
        new(policies.ToDictionary(policy => policy.Name, StringComparer.Ordinal));

    /// <summary>The catalog with a policy in the place of the one of its name, or beside the others.</summary>
    /// <param name="policy">The policy.</param>
    public PolicyCatalog With(ValuationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(new Dictionary<string, ValuationPolicy>(policies, StringComparer.Ordinal) { [policy.Name] = policy });
    }

    /// <summary>Makes a catalog of the shipped policies and those from configuration.</summary>
    /// <param name="configured">The settings of each custom policy.</param>
    /// <returns>
    /// The catalog, or every failure of every policy; among them <see cref="ReasonCode.InvalidField"/> for a name
    /// that is shipped or configured already.
    /// </returns>
    public static Outcome<PolicyCatalog> FromSettings(IReadOnlyList<PolicySettings> configured)
    {
        var read = configured.Select(settings => settings.ToPolicy()).ToList();
        List<Failure> failures = [.. read.SelectMany(outcome => outcome.Failures), .. Shadowing(configured)];
        return failures.Count > 0 ? failures : new PolicyCatalog(read.Select(outcome => outcome.Value));
    }

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. policies.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a policy by its name.</summary>
    /// <param name="name">The name, in the case it was given.</param>
    /// <returns>The policy, or <see cref="ReasonCode.UnknownPolicy"/> with the known names.</returns>
    public Outcome<ValuationPolicy> Find(string name) => policies.TryGetValue(name, out var policy)
        ? policy
        : new Failure(ReasonCode.UnknownPolicy, "policy", name, $"known policies are {string.Join(", ", Names)}");

    private static IEnumerable<Failure> Shadowing(IReadOnlyList<PolicySettings> configured)
    {
        var taken = ShippedPolicies.All.Select(policy => policy.Name).ToHashSet(StringComparer.Ordinal);
        return configured
            .Select(settings => settings.Name ?? "")
            .Where(name => !taken.Add(name))
            .Select(name => Invalid.Field(
                $"{name}.{nameof(PolicySettings.Name)}", name, "another policy bears this name"));
    }
}
