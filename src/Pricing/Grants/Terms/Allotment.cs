namespace Pricing.Grants.Terms;

/// <summary>
/// How many rights are planned and allotted, and what is due for them (release, sections 2, 12 and 15).
/// </summary>
public sealed record Allotment
{
    /// <summary>The maximum number of rights: 135 in the release.</summary>
    public required int MaximumRights { get; init; }

    /// <summary>The rights allotted: 89 of the third series, by later filings.</summary>
    public required int AllottedRights { get; init; }

    /// <summary>The plan by groups; empty where it is not known.</summary>
    public IReadOnlyList<AllotteeGroup> Groups { get; init; } = [];

    /// <summary>The allotment by groups; empty where it is not known.</summary>
    public IReadOnlyList<AllotteeGroup> AllottedGroups { get; init; } = [];

    /// <summary>Checks the numbers against each other.</summary>
    /// <returns>
    /// One <see cref="ReasonCode.InvalidField"/> for each number below its least, for more rights allotted than the
    /// maximum, for groups of the plan whose rights do not add up to the maximum, and for groups of the allotment whose
    /// rights do not add up to the number allotted.
    /// </returns>
    public IReadOnlyList<Failure> Check() => [.. Failures()];

    /// <summary>What the allottees owe and how it is settled.</summary>
    /// <param name="amountPerRight">The value of one right, in currency.</param>
    /// <returns>The payment; <see cref="ReasonCode.InvalidField"/> where no decimal holds the total.</returns>
    public Outcome<AllotmentPayment> Payment(decimal amountPerRight) =>
        ExactDecimal.Times(amountPerRight, AllottedRights) is { } total
            ? new AllotmentPayment(amountPerRight, AllottedRights, total)
            : Invalid.Field("amount_per_right", amountPerRight, $"times {AllottedRights} rights is more than a decimal holds");

    private IEnumerable<Failure> Failures()
    {
        if (MaximumRights <= 0)
            yield return Invalid.Field("maximum_rights", MaximumRights, "must be above 0");
        if (AllottedRights < 0)
            yield return Invalid.Field("allotted_rights", AllottedRights, "must be at least 0");
        if (AllottedRights > MaximumRights)
            yield return Invalid.Field("allotted_rights", AllottedRights, $"the maximum is {MaximumRights}");
        foreach (var group in Groups.Concat(AllottedGroups).Where(group => group.Persons <= 0 || group.Rights <= 0))
            yield return Invalid.Field("allottees", $"{group.Persons} persons {group.Rights} rights", "a group needs persons and rights above 0");
        if (Groups.Count > 0 && Groups.Sum(group => (long)group.Rights) is var planned && planned != MaximumRights)
            yield return Invalid.Field("allottees", planned, $"the groups' rights do not add up to the maximum {MaximumRights}");
        if (AllottedGroups.Count > 0 && AllottedGroups.Sum(group => (long)group.Rights) is var allotted && allotted != AllottedRights)
            yield return Invalid.Field("allottees", allotted, $"the allotted groups' rights do not add up to the {AllottedRights} allotted");
    }
}

/// <summary>
/// The amount payable on allotment: the value of the rights, offset against a remuneration claim of the same amount, so
/// that nothing is paid in cash (release, section 12).
/// </summary>
/// <param name="AmountPerRight">The value of one right, in currency.</param>
/// <param name="Rights">The rights allotted.</param>
/// <param name="Total">The amount payable for all rights.</param>
public sealed record AllotmentPayment(decimal AmountPerRight, int Rights, decimal Total)
{
    /// <summary>The remuneration claims it is offset against.</summary>
    public decimal OffsetAgainstRemuneration => Total;

    /// <summary>What is paid in cash.</summary>
    public decimal PaidInCash => Total - OffsetAgainstRemuneration;
}

/// <summary>A group of persons to whom rights are allotted (release, section 15).</summary>
/// <param name="Title">Their office: directors, executive officers.</param>
/// <param name="Persons">How many they are, above 0.</param>
/// <param name="Rights">The rights planned or allotted for all of them, above 0.</param>
public sealed record AllotteeGroup(string Title, int Persons, int Rights);
