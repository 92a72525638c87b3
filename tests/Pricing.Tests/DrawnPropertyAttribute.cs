using System.Diagnostics.CodeAnalysis;
using FsCheck.Xunit;

namespace Pricing.Tests;

/// <summary>A property tried on so many draws, or on the share of them that <see cref="Draws"/> leaves.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Extensibility", "xUnit3003", Justification = "The attribute of FsCheck takes no source to pass on.")]
public sealed class DrawnPropertyAttribute : PropertyAttribute
{
    private const int Least = 20;

    public DrawnPropertyAttribute(int draws = 100) => MaxTest = Math.Min(draws, Math.Max(Least, Draws.Of(draws)));
}
