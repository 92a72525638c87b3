using System.Reflection;

namespace Pricing;

/// <summary>The version of the code that made a value: the informational version of the valuation library.</summary>
public static class CodeVersion
{
    /// <summary>The version, with the commit where the build knew it.</summary>
    public static string Current { get; } = typeof(Currency).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
