namespace Pricing.Grants.Terms;

/// <summary>A group of persons to whom rights are allotted (release, section 15).</summary>
/// <param name="Title">Their office: directors, executive officers.</param>
/// <param name="Persons">How many they are, above 0.</param>
/// <param name="Rights">The rights planned for all of them, above 0.</param>
public sealed record AllotteeGroup(string Title, int Persons, int Rights);
